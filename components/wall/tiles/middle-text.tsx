"use client";

import { useWallMeasure } from "../wall-context";
import { shortenMiddle } from "./shorten-middle";

interface MiddleTextProps {
  text: string;
  /** The font size and the available width, in the same unit. */
  size: number;
  width: number;
  isBold?: boolean;
}

/** A name, shortened in the middle if it is too long. */
export function MiddleText({ text, size, width, isBold = false }: MiddleTextProps) {
  const { widthOf } = useWallMeasure();
  return shortenMiddle(text, (part) => widthOf(part, isBold ? "bold" : "normal") * size <= width);
}
