"use client";

/** The fleet: what is wrong first, then everything. */
export function FleetPage() {
  return <h1>Fleet</h1>;
}
