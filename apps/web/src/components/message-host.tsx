"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onMessageWanted } from "@/lib/notify";

const Toaster = dynamic(() => import("./ui/sonner").then((module) => module.Toaster), { ssr: false });

export function MessageHost() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => onMessageWanted(() => setWanted(true)), []);
  return isWanted ? <Toaster /> : null;
}
