import { MapPinOffIcon } from "lucide-react";
import Link from "next/link";
import { StateScreen } from "@/components/state-screen";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col">
      <StateScreen
        icon={MapPinOffIcon}
        level={1}
        title="Page not found"
        actions={
          <Button asChild size="sm">
            <Link href="/platform">Go to platform</Link>
          </Button>
        }
      >
        The address may be mistyped, or the page has moved.
      </StateScreen>
    </main>
  );
}
