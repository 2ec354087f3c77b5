/*
 * How a kind of channel describes what has to be filled in for one, as data: Settings draws the form from it.
 */

export interface ChannelForm {
  /** What it is, and where the person who adds it finds its address or token. */
  about: string;
  fields: readonly ChannelField[];
}

export interface ChannelField {
  /** Its setting's name, as in clusterdeck.yaml. */
  name: string;
  label: string;
  /** What it is for, or where to find it. */
  help: string;
  example: string;
  /** A `secret` is never shown again. A `list` is text with a value on each line; a `flag` is yes or no. */
  input: "text" | "secret" | "number" | "flag" | "list" | "choice";
  /** What a `choice` offers, the default first. */
  options: readonly { value: string; label: string }[];
  isRequired: boolean;
}

type FieldWords = Pick<ChannelField, "name" | "label" | "help">;

/** A line of text that must be filled in, unless `more` says otherwise. */
export function channelField(words: FieldWords, more: Partial<ChannelField> = {}): ChannelField {
  return { ...words, example: "", input: "text", options: [], isRequired: true, ...more };
}
