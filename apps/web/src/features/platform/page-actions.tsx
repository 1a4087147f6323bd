"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { pageActions } from "../voice-monitoring/shell/page-actions";

/** Offers the ways to every page. */
export function PageActions() {
  const router = useRouter();
  useRegisterActions(useMemo(() => pageActions(router.push), [router]));
  return null;
}
