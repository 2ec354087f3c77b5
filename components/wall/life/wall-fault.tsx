"use client";

import { Component, type ReactNode } from "react";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { FaultMessage } from "./fault-message";
import { forgetFaults } from "./screen-memory";

/** A page that has run this long without a fault has recovered. */
const RECOVERED_MS = 10 * MINUTE_MS;

/** The error boundary for faults of the page itself. */
export class WallFault extends Component<{ children: ReactNode }, { reason: string | null }> {
  override state = { reason: null };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: error instanceof Error && error.message !== "" ? error.message : String(error) };
  }

  override componentDidMount(): void {
    this.timer = setTimeout(forgetFaults, RECOVERED_MS);
  }

  override componentDidCatch(): void {
    clearTimeout(this.timer);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  override render(): ReactNode {
    const { reason } = this.state;
    return reason === null ? this.props.children : <FaultMessage reason={reason} />;
  }
}
