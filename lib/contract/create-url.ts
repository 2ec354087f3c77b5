import { z } from "zod/mini";

/** Where the server sends an order for a cluster. For operators only: it names the account, and where its API is. */
export const createUrlSchema = z.object({ url: z.string() });
