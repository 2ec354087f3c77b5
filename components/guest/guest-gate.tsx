"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { hasEnded } from "@/lib/queries/guests/guest-fleet-query";
import { GuestGone } from "./guest-gone";

/** Replaces the page as soon as the server says that the link has ended, however long the page has been open. */
export function GuestGate({ children }: { children: ReactNode }) {
  const { error } = useQuery(useFleetSource().fleet);
  return hasEnded(error) ? <GuestGone /> : children;
}
