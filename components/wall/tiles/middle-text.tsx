"use client";

import { useWallMeasure } from "../wall-context";
import { shortenMiddle } from "./shorten-middle";

interface MiddleTextProps {
  text: string;
  /** Of its type, and of the room for it, in the same unit. */
  size: number;
  width: number;
  isBold?: boolean;
}

/** A name, shortened in the middle where it is too long. */
export function MiddleText({ text, size, width, isBold = false }: MiddleTextProps) {
  const { widthOf } = useWallMeasure();
  return shortenMiddle(text, (part) => widthOf(part, isBold ? "bold" : "normal") * size <= width);
}
