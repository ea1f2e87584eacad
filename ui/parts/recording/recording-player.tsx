import { ArrowUturnLeftIcon, ArrowUturnRightIcon, PauseIcon, PlayIcon } from "@heroicons/react/24/solid";
import { ActionIcon, Anchor, Badge, Group, Select, Slider, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { formatDuration } from "../../formats/numbers.ts";
import { isWebAddress } from "../property-text.ts";
import classes from "./recording-player.module.css";

type Props = {
  /** Where the recording lies; anyone may have written it. */
  readonly url: string;
  /** How long it is, as far as that is known before it is loaded. */
  readonly milliseconds: number | undefined;
  readonly isVoicemail: boolean;
};

const speeds = ["0.75", "1", "1.25", "1.5", "1.75", "2"];
const skipSeconds = 10;

/** Plays a recording: seek, skip, speed. Nothing is loaded before someone wants to hear it. */
export function RecordingPlayer({ url, milliseconds, isVoicemail }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [second, setSecond] = useState(0);
  const [length, setLength] = useState((milliseconds ?? 0) / 1000);
  const [speed, setSpeed] = useState("1");
  const [isFailed, setFailed] = useState(false);
  const label = isVoicemail ? "Voicemail" : "Recording";
  const source = playable(url);
  if (source === undefined) return <Text size="sm">{url}</Text>;

  const seek = (to: number) => {
    const target = Math.max(0, Math.min(to, length));
    setSecond(target);
    if (audio.current !== null) audio.current.currentTime = target;
  };
  const toggle = async () => {
    const { current } = audio;
    if (current === null) return;
    if (!current.paused) return current.pause();
    setFailed(false);
    // What cannot be played is told below; a pause that comes first is no failure.
    await current.play().catch((error: DOMException) => setFailed(error.name !== "AbortError"));
  };
  return (
    <section aria-label={label} className={classes.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written captions for a call */}
      <audio
        ref={audio}
        src={source}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setSecond(currentTarget.currentTime)}
        onDurationChange={({ currentTarget: { duration } }) => Number.isFinite(duration) && setLength(duration)}
        onLoadedMetadata={({ currentTarget }) => {
          currentTarget.playbackRate = Number(speed);
          if (second > 0) currentTarget.currentTime = second;
        }}
        onError={() => setFailed(true)}
      />
      <ActionIcon
        size={42}
        radius="xl"
        onClick={toggle}
        aria-label={isPlaying ? "Pause" : `Play the ${label.toLowerCase()}`}
      >
        {isPlaying ? <PauseIcon width={20} aria-hidden /> : <PlayIcon width={20} aria-hidden />}
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" onClick={() => seek(second - skipSeconds)} aria-label="Back 10 seconds">
        <ArrowUturnLeftIcon width={16} aria-hidden />
      </ActionIcon>
      <Slider
        className={classes.seek}
        value={second}
        max={Math.max(length, 1)}
        step={1}
        label={(value) => formatDuration(value * 1000)}
        onChange={seek}
        thumbLabel="Position"
        thumbProps={{ "aria-valuetext": `${formatDuration(second * 1000)} of ${formatDuration(length * 1000)}` }}
        size={5}
        thumbSize={24}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => seek(second + skipSeconds)}
        aria-label="Forward 10 seconds"
      >
        <ArrowUturnRightIcon width={16} aria-hidden />
      </ActionIcon>
      <Text size="sm" className="tabular" miw={84} ta="center">
        {formatDuration(second * 1000)} / {formatDuration(length * 1000)}
      </Text>
      <Select
        size="xs"
        w={78}
        aria-label="Speed"
        data={speeds.map((value) => ({ value, label: `${value}×` }))}
        value={speed}
        allowDeselect={false}
        onChange={(value) => {
          setSpeed(value ?? "1");
          if (audio.current !== null) audio.current.playbackRate = Number(value ?? 1);
        }}
      />
      {isVoicemail && <Badge color="amber">Voicemail</Badge>}
      {isFailed && (
        <Group gap={6} w="100%" role="alert">
          <Text size="sm" c="var(--mantine-color-error)">
            The recording could not be played.
          </Text>
          <Anchor size="sm" href={source} target="_blank" rel="noopener noreferrer">
            Open it
          </Anchor>
        </Group>
      )}
    </section>
  );
}

/** The address as it may be loaded: of the web, or of this server. */
function playable(url: string): string | undefined {
  if (isWebAddress(url) || /^\/(?!\/)/.test(url)) return url;
  return undefined;
}
