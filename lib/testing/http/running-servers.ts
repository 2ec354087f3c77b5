import { onTestFinished } from "vitest";
import { newSetupCode } from "@/lib/server/auth/setup-code";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import type { Application } from "@/lib/server/http/application";
import { conflict } from "@/lib/server/refusal";
import { runApplication } from "@/lib/server/start/run-application";
import { ADMIN, PUBLIC_URL } from "../example-auth";
import { madeUp } from "../made-up-provider";

/** Several servers of one database in this process, each with all that one has but a port. They end with the test. */
export async function runServers(
  count: number,
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Application[]> {
  const environment = {
    ...{ HOST: "127.0.0.1", CLUSTERDECK_DEMO: "off", CLUSTERDECK_PUBLIC_URL: PUBLIC_URL, DATABASE_URL: databaseUrl },
    ...{ CLUSTERDECK_ADMIN_EMAIL: ADMIN.email, CLUSTERDECK_ADMIN_PASSWORD: ADMIN.password },
    ...{ CLUSTERDECK_SECRET_KEY: Buffer.alloc(32, 1).toString("base64") },
    ...variables,
  };
  const providers = [madeUp];
  const read = readConfiguration(environment, providers, () => {
    throw new Error("There is no file to read.");
  });
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const refused = () => Promise.reject(conflict("This is not the demo."));
  return Promise.all(
    Array.from({ length: count }, async () => {
      const running = runApplication({
        ...{ configuration: read.configuration, demo: null, setupCode: newSetupCode(), providers },
        claim: { take: () => {}, release: () => {} },
        pictures: { of: async () => null },
        giveUp: (sentence) => {
          throw new Error(sentence);
        },
        ofProcess: {
          configurationState: () => ({ file: null, readAt: Date.now(), mistakes: [], needsRestart: [] }),
          ...{ leaveDemo: refused, mayLeaveDemo: () => false, hasCodeToLeaveDemo: () => false },
          isCodeToLeaveDemo: () => false,
        },
      });
      onTestFinished(async () => {
        await running.release();
        await running.close();
      });
      await running.tried;
      return running.application;
    }),
  );
}
