"use client";

import { CircleAlertIcon, RotateCwIcon } from "lucide-react";
import { NoPermission } from "@/components/empty-states";
import { StateScreen } from "@/components/state-screen";
import { Button } from "@/components/ui/button";
import { readFailure } from "@/lib/function-error";

/** What is left when a page fails as a whole; panels catch their own failures before that. */
export default function PlatformError({ error, retry }: { error: unknown; retry: () => void }) {
  const failure = readFailure(error);
  if (failure.code === "not_platform_staff") {
    return <NoPermission />;
  }
  return (
    <StateScreen
      icon={CircleAlertIcon}
      tone="danger"
      level={1}
      title="Couldn't show this page"
      actions={
        <Button size="sm" onClick={retry}>
          <RotateCwIcon aria-hidden="true" />
          Try again
        </Button>
      }
    >
      {failure.message}
    </StateScreen>
  );
}
