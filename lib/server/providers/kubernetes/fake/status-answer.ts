import "server-only";

/** An error as Kubernetes writes it. */
export function statusAnswer(code: number, reason: string, message: string, metadata: object = {}): Response {
  const body = { kind: "Status", apiVersion: "v1", metadata, status: "Failure", message, reason, code };
  return Response.json(body, { status: code });
}
