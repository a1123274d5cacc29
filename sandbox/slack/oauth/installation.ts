/** The app as one workspace, or a whole organization, has installed it. */
export interface Installation {
  /** `T…`, or `E…` for a whole organization. */
  readonly id: string;
  readonly orgWide: boolean;
  /** Bot scopes as granted; tests may change them. */
  readonly scopes: Set<string>;
  /** The person who allowed it last. */
  installer: string;
  token: string;
  /** Null where tokens do not rotate, like the next. */
  refresh: string | null;
  /** In ms. */
  expiresAt: number | null;
}
