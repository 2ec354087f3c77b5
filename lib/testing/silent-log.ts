import { pino } from "pino";
import { singleton } from "@/lib/server/singleton";

// Vitest's setup file: what a test makes fail on purpose is no news, and would hide what is.
singleton("log", () => pino({ level: "silent" }));
