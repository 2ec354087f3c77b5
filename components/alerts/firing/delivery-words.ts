import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatCounted } from "@/lib/domain/text/format";

export type Delivery = ToldAlert["deliveries"][number];

export const DELIVERY_LOOKS: Record<Delivery["state"], { mark: Mark; word: string }> = {
  delivered: { mark: "healthy", word: "Delivered" },
  waiting: { mark: "working", word: "Waiting" },
  failed: { mark: "down", word: "Failed" },
};

export const EVENT_WORDS: Record<Delivery["event"] | "test", string> = {
  firing: "Firing",
  reminder: "Reminder",
  resolved: "Resolved",
  flapping: "Flapping",
  test: "Test",
};

/** "3 messages sent", "1 of 3 messages failed, 1 waiting", "No message". */
export function deliveriesWords(deliveries: readonly Pick<Delivery, "state">[]): string {
  const count = (state: Delivery["state"]) => deliveries.filter((delivery) => delivery.state === state).length;
  const [failed, waiting] = [count("failed"), count("waiting")];
  const all = formatCounted(deliveries.length, "message");
  if (deliveries.length === 0) return "No message";
  if (failed > 0) return `${failed} of ${all} failed${waiting > 0 ? `, ${waiting} waiting` : ""}`;
  return waiting > 0 ? `${waiting} of ${all} waiting` : `${all} sent`;
}
