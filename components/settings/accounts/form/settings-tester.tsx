"use client";

import { useMutation } from "@tanstack/react-query";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import type { SettingsTestResult } from "@/lib/contract/accounts";
import { type SettingsTest, testSettings } from "@/lib/queries/settings/accounts-query";
import { sightWords } from "./sight-words";

interface SettingsTesterProps {
  /** What would be tested now. */
  test: SettingsTest;
  /** Whether all is entered that has to be; shows what is missing otherwise. */
  isComplete: () => boolean;
  /** Called with why a test was refused, or `null` when one begins. */
  onRefused: (error: Error | null) => void;
}

/** Reads the account with the settings that were entered, and says what it sees. A result is of these settings only. */
export function SettingsTester({ test, isComplete, onRefused }: SettingsTesterProps) {
  const { data, mutate, isPending, variables } = useMutation({
    mutationFn: testSettings,
    networkMode: "always",
    onMutate: () => onRefused(null),
    onError: onRefused,
  });
  const isOfThese = JSON.stringify(variables) === JSON.stringify(test);
  return (
    <>
      <Button disabled={isPending} onClick={() => isComplete() && mutate(test)}>
        {isPending ? "Testing…" : "Test"}
      </Button>
      <div role="status" className="order-last min-w-0 basis-full text-sm empty:hidden">
        {isOfThese && data && <TestResult result={data} />}
      </div>
    </>
  );
}

function TestResult({ result: { ok, sees, notes, problem } }: { result: SettingsTestResult }) {
  return (
    <>
      <p className="flex gap-1.5">
        <StatusMark mark={ok ? "healthy" : "down"} size={14} className="mt-0.5" />
        <span className="min-w-0 font-medium break-words">{problem ?? (sees && `It sees ${sightWords(sees)}.`)}</span>
      </p>
      {notes.length > 0 && (
        <ul className="mt-1 list-disc space-y-0.5 pl-9 text-muted">
          {notes.map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
