import { useEffect, useEffectEvent, useState } from "react";
import { subscribeToTicks } from "@/lib/queries/use-server-now";
import { type Rotation, type RotationInput, rotate } from "./rotation";

/** What a screen shows now, looked at each second by a clock that nobody can set. */
export function useRotation(input: Omit<RotationInput, "now">): Rotation {
  const [rotation, setRotation] = useState(() => rotate(null, { ...input, now: performance.now() }));
  const turn = useEffectEvent(() => setRotation((previous) => rotate(previous, { ...input, now: performance.now() })));
  useEffect(() => subscribeToTicks(() => turn()), []);
  return rotation;
}
