"""The shapes that layers of a report are made of; `reportedly.report` offers them all."""
