/**
 * The part of Better Auth's configuration that shapes its tables. It needs no context and no environment, so that the
 * component's adapter, the schema generator and the running server share one definition.
 */
import { organization } from "better-auth/plugins";

export const userAdditionalFields = {
  /** Granted by `models/grants:setPlatformStaff` alone; `input: false` keeps sign-up and profile updates away from it. */
  isPlatformStaff: { type: "boolean", required: false, defaultValue: false, input: false },
} as const;

/** Clubs are organisations; coaches are invited, so nobody creates one from a browser. */
export const organizationPlugin = () => organization({ allowUserToCreateOrganization: false });
