import { pino } from "pino";
import { singleton } from "@/lib/server/singleton";

// Vitest's setup file: failures that a test causes on purpose are not worth logging, and would hide real ones.
singleton("log", () => pino({ level: "silent" }));
