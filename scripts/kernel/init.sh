#!/busybox sh
# The first process of the machine: this computer's own files under a layer of memory, in which it runs /job.
/busybox mkdir -p /bin /proc /sys /dev /host /memory /machine
/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev

for module in /modules/*.ko; do
  case $module in
    *-dummy_hcd.ko) insmod "$module" num=8 ;;
    *) insmod "$module" ;;
  esac
done

shared=trans=virtio,version=9p2000.L,msize=512000
mount -t 9p -o "ro,$shared,cache=loose" host /host
mount -t tmpfs tmpfs /memory
mkdir /memory/upper /memory/work
mount -t overlay -o lowerdir=/host,upperdir=/memory/upper,workdir=/memory/work overlay /machine

cd /machine
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t configfs configfs sys/kernel/config
mount -t devtmpfs devtmpfs dev
mkdir -p dev/shm dev/pts
mount -t tmpfs tmpfs dev/shm
mount -t devpts devpts dev/pts
mount -t tmpfs tmpfs run
mkdir run/home
results=$(cat /results)
mkdir -p ".$results"
mount -t 9p -o "$shared" results ".$results"
ip link set lo up

cp /job run/job
chroot . /bin/sh /run/job
echo $? >".$results/exit-code"
umount ".$results"
poweroff -f
