import { Component, type ReactNode } from "react";
import { ErrorState } from "./error-state.tsx";

type Props = {
  readonly children: ReactNode;
  /** When it changes, a part that had failed is shown anew. */
  readonly resetBy?: string;
  /** Around a part of a page that has little room. */
  readonly isSmall?: boolean;
};
type State = { readonly error?: unknown };

/** Keeps a fault in one part from emptying the whole page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidUpdate({ resetBy }: Props): void {
    if (resetBy !== this.props.resetBy && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    // After an update of the server the code of a page may be gone; another load brings the new one.
    const retry = () => (isMissingCode(error) ? location.reload() : this.setState({ error: undefined }));
    if (this.props.isSmall) return <ErrorState error={error} onRetry={retry} isSmall />;
    return <ErrorState error={error} title="Something went wrong on this page" onRetry={retry} />;
  }
}

function isMissingCode(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);
}
