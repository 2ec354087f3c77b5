import { guardPage } from "./lib/server/security/guard-page";

/** Pages only: API routes guard themselves (`defineRoute`), and the program's own files hold nothing of anybody. */
export const config = { matcher: ["/((?!api/|_next/static/).*)"] };

export function proxy(request: Request): Promise<Response> {
  return guardPage(request);
}
