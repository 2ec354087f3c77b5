/** Hours in which a screen is dimmed: from the start of the first to the start of the second, across midnight if that is earlier. */
export interface Night {
  fromHour: number;
  toHour: number;
}

/** "22-7"; `null` for anything that is not two different hours. */
export function parseNight(text: string): Night | null {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const night = { fromHour: Number(from), toHour: Number(to) };
  return isHour(night.fromHour) && isHour(night.toHour) && night.fromHour !== night.toHour ? night : null;
}

function isHour(hour: number): boolean {
  return hour >= 0 && hour < 24;
}
