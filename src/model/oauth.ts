/** An app that users of any portal can let in through OAuth (contract 9.3). */
export type OauthApp = {
  readonly clientId: string;
  /** The portal that the app itself belongs to. */
  readonly portalId: number;
  readonly appId: number;
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** What it may ask for. */
  readonly scopes: readonly string[];
};

/** What an app is handed when it shows a code, a refresh token or its own secret. */
export type IssuedTokens = {
  readonly accessToken: string;
  /** Undefined where no user took part. */
  readonly refreshToken: string | undefined;
  readonly expiresInSeconds: number;
  readonly portalId: number;
  readonly userId: number;
  readonly scopes: readonly string[];
};

/** What an access or refresh token stands for. */
export type GrantedToken = {
  readonly token: string;
  readonly clientId: string;
  readonly portalId: number;
  readonly appId: number;
  readonly userId: number;
  /** The user's e-mail address, where the portal still knows the user. */
  readonly user: string | undefined;
  readonly scopes: readonly string[];
  /** Of an access token; a refresh token lasts until it is revoked. */
  readonly expiresInSeconds: number | undefined;
};
