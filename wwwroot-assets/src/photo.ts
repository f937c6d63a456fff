// A photo made small enough to be kept and sent: drawn anew at the size that the server keeps, so what the camera wrote
// about place and owner stays behind on the phone.

/** What a phone camera writes at most; larger files are refused before they are opened. */
export const FILE_MOST = 30 * 1024 * 1024;
const QUALITY = 0.85;

export class PhotoWrong extends Error {
  constructor(readonly why: "large" | "unread", readonly megabytes = 0) {
    super(why);
  }
}

/** Sides that fit into `most`, never enlarged. */
export function fit(width: number, height: number, most: number): [width: number, height: number] {
  const scale = Math.min(1, most / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

export async function takePhoto(file: File, sideMost: number): Promise<Uint8Array> {
  if (file.size > FILE_MOST) throw new PhotoWrong("large", Math.ceil(file.size / 1024 / 1024));
  const address = URL.createObjectURL(file);
  try {
    const picture = await load(address);
    const [width, height] = fit(picture.naturalWidth, picture.naturalHeight, sideMost);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (!context) throw new PhotoWrong("unread");
    context.drawImage(picture, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob) throw new PhotoWrong("unread");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** An <img> turns the picture as its camera says; createImageBitmap does so only in newer browsers. */
function load(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new PhotoWrong("unread"));
    picture.src = address;
  });
}
