import { pino } from "pino";
import { afterAll, vi } from "vitest";
import { singleton } from "@/lib/server/singleton";

// Failures that a test causes on purpose are not worth logging, and would hide real ones.
singleton("log", () => pino({ level: "silent" }));

// A test that ends while time stands still, by a failure say, takes no other suite in its process along.
afterAll(() => void vi.useRealTimers());
