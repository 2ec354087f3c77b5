import { expect, it } from "vitest";
import { createWaitingRoom } from "./waiting-room";

it("lets in only as many at once as there are places, in order of arrival, and turns away those without a seat", async () => {
  const room = createWaitingRoom({ places: 2, seats: 2 });
  const order: string[] = [];
  const enter = async (name: string) => {
    const place = room.enter();
    if (place === null) return void order.push(`${name} away`);
    const leave = await place;
    order.push(name);
    return leave;
  };
  const visits = ["a", "b", "c", "d", "e"].map(enter);
  const leaveA = await visits[0];
  await visits[4];
  expect(order.toSorted()).toEqual(["a", "b", "e away"]);
  leaveA?.();
  leaveA?.();
  const leaveC = await visits[2];
  await Promise.resolve();
  expect(order.at(-1)).toBe("c");
  leaveC?.();
  await visits[3];
  expect(order.at(-1)).toBe("d");
});
