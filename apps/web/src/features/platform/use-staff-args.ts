"use client";

import { useSignedInArgs } from "./use-signed-in-args";

/** The arguments of a query for staff; see `useSignedInArgs`. */
export const useStaffArgs = <Args>(args: Args): Args | "skip" => useSignedInArgs(args);
