import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@/lib/domain/people/password";
import { TextField } from "./text-field";

export function NewPasswordField({ label, name }: { label: string; name: string }) {
  return (
    <TextField
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      minLength={SHORTEST_PASSWORD}
      maxLength={LONGEST_PASSWORD}
      required
      hint={`At least ${SHORTEST_PASSWORD} characters. Several words are easy to remember.`}
    />
  );
}
