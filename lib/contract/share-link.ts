import { z } from "zod/mini";
import { DEFAULT_SHOW, parseOrigin, SHARE_KINDS, SHARE_STATES } from "@/lib/domain/people/share-link";
import { count, isoTime, ONE_LINE } from "./primitives";

/** Number and length are bounded only by the limit on the whole body. */
const ids = z.array(z.string().check(z.minLength(1)));
const showSchema = z.object({ costs: z.boolean(), names: z.boolean(), provider: z.boolean(), region: z.boolean() });

/** Strict: a scope whose only name is unknown, as one of version 0.1 is, would otherwise mean every account. */
const newScopeSchema = z.strictObject(
  { accountIds: z.optional(ids), clusterIds: z.optional(ids) },
  "It may hold accountIds and clusterIds, each a list of ids, and nothing else.",
);

export const MIN_PASSWORD_LENGTH = 8;

/** `POST /api/share-links` */
export const newShareLinkSchema = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "A link needs a name."),
      z.maxLength(80),
      z.regex(ONE_LINE, "A name is one line of text, without marks that turn its direction."),
    ),
  kind: z.enum(SHARE_KINDS),
  /** Fixed once the link is made. If neither is given: all accounts that exist at that time. */
  scope: newScopeSchema,
  /** Left out: neither costs nor names, but provider and region. */
  show: z._default(
    z.object({
      costs: z._default(z.boolean(), DEFAULT_SHOW.costs),
      names: z._default(z.boolean(), DEFAULT_SHOW.names),
      provider: z._default(z.boolean(), DEFAULT_SHOW.provider),
      region: z._default(z.boolean(), DEFAULT_SHOW.region),
    }),
    DEFAULT_SHOW,
  ),
  /** Left out: 7 days for a link, a year for a display. */
  expiresAt: z.optional(z.iso.datetime({ offset: true })),
  password: z.optional(z.string().check(z.minLength(MIN_PASSWORD_LENGTH), z.maxLength(200))),
  /** The origins that may show its page in a frame, such as https://intranet.example.com. None unless given. */
  frameOrigins: z.optional(
    z
      .array(
        z
          .string()
          .check(
            z.refine((text) => parseOrigin(text) !== null, "An origin must look like https://intranet.example.com."),
          ),
      )
      .check(z.maxLength(10)),
  ),
});
export type NewShareLink = z.input<typeof newShareLinkSchema>;

export const shareLinkSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(SHARE_KINDS),
  state: z.enum(SHARE_STATES),
  scope: z.object({ accountIds: z.array(z.string()), clusterIds: z.array(z.string()) }),
  show: showSchema,
  hasPassword: z.boolean(),
  frameOrigins: z.array(z.string()),
  expiresAt: isoTime,
  revokedAt: z.nullable(isoTime),
  /** The e-mail address of the person who made it. */
  createdBy: z.string(),
  createdAt: isoTime,
  lastOpenedAt: z.nullable(isoTime),
  opens: count,
  /** What a screen that shows the link last reported; `null` until one has. */
  display: z.nullable(
    z.object({
      /** The settings in its page's address: "views=fleet,costs&dwell=40", empty for none. */
      page: z.string(),
      /** The build that it runs, as in the header `X-Server-Build` of every answer. */
      build: z.string(),
      /** Updated at most once a minute. */
      lastContactAt: isoTime,
    }),
  ),
});
export type ShareLink = z.infer<typeof shareLinkSchema>;

/** `GET /api/share-links`: newest first. */
export const shareLinksSchema = z.object({ shareLinks: z.array(shareLinkSchema) });

/** The answer of `POST /api/share-links`, the only one that ever contains the URL. */
export const createdShareLinkSchema = z.extend(shareLinkSchema, { url: z.string() });
export type CreatedShareLink = z.infer<typeof createdShareLinkSchema>;
