import { PlatformHub } from "@/features/hub/platform-hub";

export default function PlatformPage() {
  return <PlatformHub />;
}
