"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { LabelledSelect } from "@/components/ui/fields/labelled-select";
import { Section } from "@/components/ui/section";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import { inboxQuery } from "@/lib/queries/alerts/inbox-query";
import { ChatMessage, isChat } from "./chat-message";
import { LetterMessage } from "./letter-message";
import { NotificationMessage } from "./notification-message";

/** Enough to see what is said, and how it looks. */
const MAX_SHOWN = 6;

/** In the demo: what each of its channels was sent, as the service would show it. */
export function DemoInbox() {
  const { fleet } = useFleetSource();
  const { data: isDemo } = useQuery({ ...fleet, select: ({ demo }) => demo });
  return isDemo ? <Inbox /> : null;
}

function Inbox() {
  const { data: messages = [] } = useQuery(inboxQuery);
  const [chosen, choose] = useState("slack");
  const channels = new Map(messages.map(({ channel, label }) => [channel, label]));
  const shown = messages.filter(({ channel }) => channel === chosen).slice(0, MAX_SHOWN);
  return (
    <Section
      id="inbox"
      title="What people hear"
      beside={<span className="text-sm text-muted">The demo sends nothing. This is what its channels would show.</span>}
      actions={
        channels.size > 0 && (
          <LabelledSelect label="As in" value={chosen} onChange={choose}>
            {[...channels].map(([channel, label]) => (
              <option key={channel} value={channel}>
                {label}
              </option>
            ))}
          </LabelledSelect>
        )
      }
    >
      {shown.length === 0 ? (
        <p className="py-8 text-center text-muted">Nothing has been said yet.</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          {shown.map((message) => (
            <li key={message.id}>
              <ShownMessage message={message} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function ShownMessage({ message }: { message: InboxMessage }) {
  if (isChat(message.channel)) return <ChatMessage message={message} />;
  const isLetter = message.channel === "email" || message.channel === "webhook";
  return isLetter ? <LetterMessage message={message} /> : <NotificationMessage message={message} />;
}
