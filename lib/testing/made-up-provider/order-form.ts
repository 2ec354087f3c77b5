import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";

const PLAIN = { isProse: false, suggestions: [], agreement: null };

export const ORDER_FORM: OrderForm = {
  about: "Rents a machine of Made-up Metal, which does not exist.",
  billing: "Made-up Metal bills the machine by the hour.",
  ifRejected: "Check that a machine of this size is free.",
  ifSentAgain: "That makes no second machine: Made-up Metal refuses an id that is taken.",
  variants: null,
  groups: [
    {
      title: "Machine",
      variant: null,
      foldedNote: null,
      fields: [
        {
          ...PLAIN,
          path: "clusterId",
          label: "Machine id",
          help: "Three letters and a number.",
          without: null,
          example: "abc-7",
          rule: {
            kind: "text",
            pattern: String.raw`[a-z]{3}-\d+`,
            maxLength: 20,
            sentence: "Give an id such as abc-7.",
          },
        },
        {
          ...PLAIN,
          path: "size",
          label: "Size",
          help: "How much memory it has.",
          without: null,
          example: "small",
          rule: {
            kind: "choice",
            options: [
              { value: "small", label: "Small, 80 GB" },
              { value: "large", label: "Large, 640 GB" },
            ],
          },
        },
        {
          ...PLAIN,
          path: "gpus",
          label: "GPUs",
          help: "How many it has, at most 8.",
          without: "It has one.",
          example: "8",
          rule: { kind: "number", min: 1, max: 8 },
        },
      ],
    },
  ],
};
