/** All that browsers need of Next's own constants, three quarters of which are errors for its server to throw. */
export const NEXT_NAV_DEPLOYMENT_ID_HEADER = "x-nextjs-deployment-id";
