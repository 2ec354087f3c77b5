import { RequestError } from "../answer/request-error";

/** What has gone on instead of good answers, to be followed by "since …"; `noAnswer`: what to say if nothing has come. */
export function silenceWords(error: unknown, noAnswer: string): string {
  if (error === null) return noAnswer;
  if (!(error instanceof RequestError))
    return "This page has not been able to ask Clusterdeck’s server, by its own fault,";
  switch (error.code) {
    case "offline":
      return "This device is offline, and has heard nothing from Clusterdeck’s server";
    case "redirected":
      return "Something in front of Clusterdeck’s server has redirected this page’s requests";
    case "bad-response":
      return "Something other than this page’s Clusterdeck server has answered";
    case "unreadable":
      return "This page has not been able to read the answers of Clusterdeck’s server, by a fault of Clusterdeck’s own,";
    default:
      return error.status === null ? noAnswer : "Clusterdeck’s server has only answered with errors";
  }
}
