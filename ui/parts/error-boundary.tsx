import { Component, type ReactNode } from "react";
import { ErrorState } from "./error-state.tsx";

type Props = { readonly children: ReactNode };
type State = { readonly error?: unknown };

/** Keeps a fault in one part from emptying the whole page. Given another `key`, it starts afresh. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    // After an update of the server the code of a page may be gone; another load brings the new one.
    const retry = () => (isMissingCode(error) ? location.reload() : this.setState({ error: undefined }));
    return <ErrorState error={error} title="Something went wrong on this page" onRetry={retry} />;
  }
}

function isMissingCode(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);
}
