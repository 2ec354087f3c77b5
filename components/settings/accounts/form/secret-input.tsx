"use client";

import { clsx } from "clsx";
import { ClipboardPaste, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notice";

interface SecretInputProps {
  input: {
    id: string;
    value: string;
    required: boolean;
    placeholder: string | undefined;
    autoComplete: string;
    spellCheck: boolean;
    className: string;
  };
  label: string;
  isLong: boolean;
  onChange: (value: string) => void;
}

/** Hidden while it is typed, because others may see the screen; it can be shown, and pasted with one press. */
export function SecretInput({ input, label, isLong, onChange }: SecretInputProps) {
  const [isShown, setShown] = useState(false);

  async function paste() {
    try {
      onChange((await navigator.clipboard.readText()).trim());
    } catch {
      notify("This browser does not let the page read the clipboard: paste with the keyboard");
      document.getElementById(input.id)?.focus();
    }
  }

  return (
    <div className="flex items-start gap-1">
      {isLong ? (
        <textarea
          {...input}
          rows={6}
          onChange={({ target }) => onChange(target.value)}
          className={clsx(input.className, !isShown && input.value !== "" && "[-webkit-text-security:disc]")}
        />
      ) : (
        <input
          {...input}
          // Other than "off", this keeps password managers from filling in the password of the page.
          autoComplete="new-password"
          type={isShown ? "text" : "password"}
          autoCapitalize="off"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {canPaste() && (
        <IconButton label={`Paste ${label}`} onClick={paste} className="mt-0.5">
          <ClipboardPaste size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={isShown ? `Hide ${label}` : `Show ${label}`}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="mt-0.5"
      >
        {isShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
      </IconButton>
    </div>
  );
}

/** Over plain http there is no clipboard to read, and some browsers have none. */
function canPaste(): boolean {
  return typeof navigator !== "undefined" && typeof navigator.clipboard?.readText === "function";
}
