"use client";

import { CircleAlertIcon, LoaderCircleIcon } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { authClient } from "@/lib/auth-client";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { classifySignInFailure, type SignInFailure } from "./sign-in-failure";
import { SIGN_IN_MESSAGES, words } from "./words";

async function signIn(email: string, password: string): Promise<SignInFailure | undefined> {
  try {
    const { error } = await authClient.signIn.email({ email, password });
    return error ? classifySignInFailure(error) : undefined;
  } catch {
    // The request itself failed: there is no answer to look into.
    return "unreachable";
  }
}

export function LoginForm({ nextPath }: { nextPath: string }) {
  const emailId = useId();
  const passwordId = useId();
  const errorId = useId();
  const passwordField = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<SignInFailure>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) {
      return;
    }
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(undefined);
    const failed = await signIn(String(fields.get("email")).trim(), String(fields.get("password")));
    if (failed === undefined) {
      // A full navigation: the server renders the page for the session that has just begun.
      window.location.assign(nextPath);
      return;
    }
    setFailure(failed);
    setBusy(false);
    passwordField.current?.select();
  };

  return (
    <form onSubmit={submit} className="space-y-4" aria-describedby={failure ? errorId : undefined}>
      <div className="space-y-1.5">
        <Label htmlFor={emailId}>{words.form.email}</Label>
        <Input
          id={emailId}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          aria-invalid={failure === "email_malformed" || undefined}
        />
      </div>
      <div className="space-y-1.5">
        <Label htmlFor={passwordId}>{words.form.password}</Label>
        <Input
          id={passwordId}
          ref={passwordField}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </div>
      <div role="alert" id={errorId}>
        {failure ? (
          <p className={cn("flex gap-2 rounded-md border px-3 py-2 text-13", TONE_CLASSES.danger.badge)}>
            <CircleAlertIcon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {SIGN_IN_MESSAGES[failure]}
          </p>
        ) : null}
      </div>
      <Button type="submit" variant="primary" size="lg" className="w-full" aria-disabled={isBusy}>
        {isBusy ? <LoaderCircleIcon aria-hidden="true" className="animate-spin" /> : null}
        {isBusy ? words.form.signingIn : words.form.signIn}
      </Button>
    </form>
  );
}
