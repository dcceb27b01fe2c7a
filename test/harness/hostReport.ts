/** What the tests in the extension host write when they are done, into the file that `resultFile` names. */
export type HostReport = { readonly passed: number; readonly failures: readonly string[] };

/** The environment variable that tells the tests in the extension host where their report goes. */
export const resultFile = "RDS_CLOUDTRAIL_TEST_REPORT";
