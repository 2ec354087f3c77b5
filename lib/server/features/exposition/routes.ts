import "server-only";
import { defineRoute } from "../../http/define-route";
import { answerScrape } from "./answer-scrape";

/** Also at `/metrics`, where scrapers look unless they are told otherwise: see next.config.mjs. */
export const exposeMetrics = defineRoute({
  method: "GET",
  path: "/api/metrics",
  audience: "scraper",
  summary: "The fleet and this server as Prometheus and OpenMetrics read them, see [metrics](metrics.md)",
  query: { level: "`nodes`: with series for each node" },
  answer: { file: "text/plain" },
  isLimited: true,
  run: ({ application, request }) => answerScrape(application, request),
});
