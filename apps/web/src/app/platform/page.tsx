import { PlatformHub } from "@/features/platform/platform-hub";

export default function PlatformPage() {
  return <PlatformHub />;
}
