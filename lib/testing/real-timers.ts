import { afterAll, vi } from "vitest";

// Vitest's setup file: a test that ends while time stands still, by a failure say, takes no other suite in its process along.
afterAll(() => void vi.useRealTimers());
