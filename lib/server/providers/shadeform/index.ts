import "server-only";
import { z } from "zod";
import { baseUrl, defineProvider, secret } from "@/lib/server/providers/spec";
import { createShadeformFake } from "./fake";
import { toFleetReading } from "./fleet-reading";
import { clusterListSchema, instanceListSchema } from "./wire";

export const shadeform = defineProvider({
  id: "shadeform",
  label: "Shadeform",
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl("https://api.shadeform.ai/v1") }),
  environment: { apiKey: "SHADEFORM_API_KEY", baseUrl: "SHADEFORM_BASE_URL" },
  requestsPerMinute: 60,
  connect: ({ apiKey }, { http, now }) => ({
    async readFleet(signal) {
      const headers = { "X-API-KEY": apiKey };
      const [{ clusters }, { instances }] = await Promise.all([
        http.getJson({ path: "/clusters", headers, schema: clusterListSchema, signal }),
        http.getJson({ path: "/instances", headers, schema: instanceListSchema, signal }),
      ]);
      return toFleetReading(clusters, instances, now());
    },
  }),
  createFake: createShadeformFake,
});
