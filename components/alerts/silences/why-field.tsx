import { TextField } from "@/components/ui/fields/text-field";

/** Why it is to be quiet, for those who wonder. */
export function WhyField() {
  return (
    <TextField
      label="Why"
      name="why"
      required
      maxLength={300}
      autoComplete="off"
      placeholder="Maintenance until noon"
      hint="Shown with your name to everybody who can see alerts. Alerts stay visible; only their messages are held back, and what still fires at the end is said once."
    />
  );
}
