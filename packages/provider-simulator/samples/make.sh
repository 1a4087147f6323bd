#!/usr/bin/env bash
# Makes the sample voice notes and their index (samples.json) from notes.txt.
# Needs espeak-ng, sox and ffmpeg with libopus; nothing of this is needed at run time, the results are committed.
set -euo pipefail
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

trim() { sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' <<<"$1"; }

id="" voice="" speed="" title=""
declare -a parts=()
: >"$build/segments.tsv"

# Joins the parts of the note that was being read and encodes it as WhatsApp does: Opus in Ogg, mono, about 20 kbit/s.
finish_note() {
  [ -n "$id" ] || return 0
  sox "${parts[@]}" "$build/$id.wav"
  ffmpeg -nostdin -loglevel error -y -i "$build/$id.wav" -ac 1 -ar 48000 -c:a libopus -b:a 20k -application voip \
    -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$id.ogg"
}

while IFS= read -r line; do
  kind=${line%% *}
  rest=${line#* }
  IFS='|' read -r a b c d <<<"$rest"
  case "$kind" in
    note)
      finish_note
      id=$(trim "$a") voice=$(trim "$b") speed=$(trim "$c") title=$(trim "$d")
      parts=()
      ;;
    say)
      part="$build/$id.${#parts[@]}.wav"
      espeak-ng -v "$voice" -s "$speed" -w "$build/raw.wav" "$(trim "$a")"
      sox "$build/raw.wav" -r 48000 -c 1 "$part" gain -n -4 pad 0.05 0.25
      parts+=("$part")
      printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$id" "$title" "$(soxi -D "$part")" "$(trim "$b")" "$(trim "$c")" "0.02" >>"$build/segments.tsv"
      ;;
    pause)
      part="$build/$id.${#parts[@]}.wav"
      sox -n -r 48000 -c 1 "$part" trim 0 "$(trim "$a")"
      parts+=("$part")
      printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$id" "$title" "$(soxi -D "$part")" "" "-1.4" "$(trim "$b")" >>"$build/segments.tsv"
      ;;
  esac
done < <(grep -Ev '^(#|[[:space:]]*$)' notes.txt)
finish_note

node make-index.mjs "$build/segments.tsv" >samples.json
