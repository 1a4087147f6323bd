/** Layouts are not told which page was asked for; the proxy writes it here, over anything that a browser sent. */
export const REQUESTED_PATH_HEADER = "x-requested-path";
