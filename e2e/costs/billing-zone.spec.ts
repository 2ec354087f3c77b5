import { expect } from "@playwright/test";
import type { Costs } from "@/lib/contract/costs";
import type { Fleet } from "@/lib/contract/fleet";
import { dateAt } from "@/lib/domain/time/calendar-date";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import { sharedTest } from "../support/app";

/** Always on another day than the reader, who is 25 hours behind. */
const SERVER_ZONE = "Pacific/Kiritimati";
const READER_ZONE = "Pacific/Pago_Pago";

sharedTest.use({ environment: { TZ: SERVER_ZONE }, timezoneId: READER_ZONE });

sharedTest(
  "every screen counts the server's days and months, names their zone, and lets a reader choose another",
  async ({ page, request }) => {
    const costsAt = async (query = "") => (await (await request.get(`/api/costs${query}`)).json()) as Costs;
    const monthOf = ({ billingTimeZone, month: { from, to } }: Costs) => ({ billingTimeZone, from, to });
    const { from, to } = calendarUnitAround(Date.now(), "month", SERVER_ZONE);
    const month = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    expect(monthOf(await costsAt())).toEqual({ billingTimeZone: SERVER_ZONE, ...month });
    expect(monthOf(await costsAt(`?timeZone=${READER_ZONE}`))).toEqual({ billingTimeZone: SERVER_ZONE, ...month });
    expect(((await (await request.get("/api/clusters")).json()) as Fleet).billingTimeZone).toBe(SERVER_ZONE);

    await page.goto("/");
    await expect(page.getByText(`Month to date, ${SERVER_ZONE}`)).toBeVisible();

    const asked = page.waitForRequest((one) => new URL(one.url()).pathname === "/api/costs");
    await page.goto("/costs?range=today");
    const query = new URL((await asked).url()).searchParams;
    expect(query.get("from")).toBe(dateAt(Date.now(), SERVER_ZONE));
    await expect(page.getByText(`Today and the month are counted in ${SERVER_ZONE}.`)).toBeVisible();
    await page.getByLabel("Time zone").selectOption(READER_ZONE);
    await expect(page.getByText(`counted in ${SERVER_ZONE}, the range below in ${READER_ZONE}.`)).toBeVisible();
    await expect(page.getByRole("region", { name: "Range" })).toContainText(READER_ZONE);

    await page.goto("/wall?views=costs");
    await expect(page.getByText("Today in Kiritimati")).toBeVisible();
  },
);
