"use client";

import { Component, type ReactNode } from "react";

/** What stands beside every page must not take the page down: where it fails, the page's own panels say what is wrong. */
export class AsideBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}
