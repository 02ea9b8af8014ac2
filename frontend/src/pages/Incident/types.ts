/** Short names for what one incident is made of, as the API gives it. */
import type { Schemas } from "../../api/client";

export type Incident = Schemas["IncidentPage"];
export type Field = Schemas["IncidentField"];
export type Version = Schemas["IncidentVersion"];
export type Saying = Schemas["IncidentSaying"];
export type Report = Schemas["IncidentReport"];
export type Voice = Schemas["IncidentVoice"];
export type Toll = Schemas["IncidentToll"];
export type Figure = Schemas["TollFigure"];
export type Lane = Schemas["OriginLane"];
export type Lead = Schemas["IncidentLead"];
export type Account = Schemas["IncidentAccount"];
export type Decision = Schemas["IncidentDecision"];
export type Place = Schemas["IncidentPlace"];
