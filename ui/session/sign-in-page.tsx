import { Alert, Button, Center, Code, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { ApiError, messageOf } from "../api/api-error.ts";
import { Logo } from "../parts/logo.tsx";
import { useDocumentTitle } from "../parts/use-document-title.ts";
import { useSignIn } from "./session.ts";
import classes from "./sign-in-page.module.css";

/** Signs in with an access token; also says why a one-time link did not. */
export function SignInPage() {
  useDocumentTitle("Sign in");
  const [token, setToken] = useState("");
  const [path, navigate] = useLocation();
  const [search] = useSearchParams();
  const signIn = useSignIn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(token.trim(), {
      onSuccess: () => {
        if (path === "/sign-in") navigate("/", { replace: true });
      },
    });
  };
  return (
    <Center component="main" className={classes.page}>
      <div className={classes.card}>
        <form onSubmit={submit}>
          <Stack gap="lg">
            <Logo />
            <div>
              <Title order={1}>Sign in</Title>
              <Text c="dimmed" mt={4}>
                with an access token of your portal.
              </Text>
            </div>
            {search.get("problem") === "link" && !signIn.isError && (
              <Alert color="amber" title="This link no longer works">
                It was used already, or has expired. Start the server anew for another one, or paste a token.
              </Alert>
            )}
            <PasswordInput
              label="Access token"
              placeholder="pat-…"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
              error={signIn.isError ? refusalOf(signIn.error) : undefined}
              autoComplete="current-password"
              spellCheck={false}
              size="md"
              required
              withAsterisk={false}
              data-autofocus
              autoFocus
            />
            <Button type="submit" size="md" loading={signIn.isPending} disabled={token.trim() === ""}>
              Sign in
            </Button>
            <Text size="sm" c="dimmed">
              <Code>npm start</Code> prints a token, and a link that signs you in once.
            </Text>
          </Stack>
        </form>
      </div>
    </Center>
  );
}

function refusalOf(error: unknown): string {
  const isUnknown = error instanceof ApiError && error.status === 401;
  return isUnknown ? "This token is not known here, or was revoked." : messageOf(error);
}
