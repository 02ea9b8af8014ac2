"""The workbench as a web app: what the browser asks, and the pages it gets."""
