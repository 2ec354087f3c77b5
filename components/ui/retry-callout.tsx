import type { ReactNode } from "react";
import { Button } from "./button";
import { Callout } from "./callout";

interface RetryCalloutProps {
  icon?: ReactNode;
  title: string;
  onRetry: () => void;
  isRetrying?: boolean;
  /** Why it failed. */
  children: ReactNode;
}

/** Announces that something could not be read, with a button to try again. */
export function RetryCallout({ icon, title, onRetry, isRetrying = false, children }: RetryCalloutProps) {
  return (
    <div role="alert">
      <Callout
        icon={icon}
        title={title}
        actions={
          <Button onClick={onRetry} disabled={isRetrying}>
            Try again
          </Button>
        }
      >
        {children}
      </Callout>
    </div>
  );
}
