import { expect, it } from "vitest";
import { singleSignOnProblem } from "./single-sign-on-problem";

it("names the provider where it has to do with it, and says what to do", () => {
  expect(singleSignOnProblem("no_role", "Example")).toContain("Example knows you, but none of your groups");
  expect(singleSignOnProblem("temporarily_unavailable", "Example")).toBe(singleSignOnProblem("unreachable", "Example"));
  expect(singleSignOnProblem("internal_server_error", "Example")).toContain("database does not answer");
  expect(singleSignOnProblem("account_not_linked", "Example")).not.toContain("Example");
});

it("shows nothing of an error that it does not know, which anybody can write into the address", () => {
  const words = singleSignOnProblem("<b>call 555-0100</b>", "Example");
  expect(words).toBe("Signing in with Example failed. Try again; the server's log has details.");
});
